"""What is shown: spoilers, words, the film card, pages of lists, each within Discord's limits."""

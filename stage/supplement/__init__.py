"""What Discord has and SimCord lacks: mentions by name, menus of messages, webhooks of ours."""

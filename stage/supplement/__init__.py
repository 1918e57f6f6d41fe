"""What Discord has and SimCord lacks: mentions, menus of messages, webhooks of ours, refusals."""

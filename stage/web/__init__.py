"""What the browser is served: our page with its endpoints, and SimCord's preview inside it."""

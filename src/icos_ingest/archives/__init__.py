"""What the readers of containers share: members as sources, their limits and names; the layout of a zip."""

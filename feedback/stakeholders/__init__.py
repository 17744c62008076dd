"""Who has a stake: organisations and groups, scored with reasons; who was invited, who came, who is silent."""

"""What things are: the nouns as frozen values. Imports nothing of ours."""

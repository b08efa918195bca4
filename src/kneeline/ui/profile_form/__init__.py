"""What a person tells of themselves: the same fields at the first start and in Settings.

`options` draws one answer as a card, `choices` lays out the cards of a question of which one or
several are ticked, `fields` asks each question of the profile.
"""

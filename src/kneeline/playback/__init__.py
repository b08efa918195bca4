"""What a person hears and sees move: chimes, the voice, the clips, and a screen that stays awake.

Each of them observes the session or is told by the player what to show; none of them decides
anything. A loudspeaker, a film or a voice that is missing costs one sentence, never the session,
and nothing here keeps the window waiting: whatever can hang lives on a thread of its own, and what
opens the loudspeaker or speaks in a process of its own.
"""

"""The journal as a whole: copies, exports, the report, and the way back when it is damaged."""

"""How a body is drawn: from a few numbers to a list of coloured outlines, without Qt.

    pose data --pose_reading--> Pose --solve--> Bones --skin--> rings --outline--> DisplayList --> picture

Units are centimetres and degrees; x goes right, y up, z towards the viewer.
"""

"""The program's own windows: settings, help, about, and what is shown when it is at fault."""

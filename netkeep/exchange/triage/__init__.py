"""New people, one after another: who comes first, what each answer changes, and the way back."""

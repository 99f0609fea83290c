"""Parts of priority rules that hold many things and what befalls them: any one with any other tells of a danger."""

"""What the slice keeps besides contributions, which :mod:`data.contributions` keeps."""

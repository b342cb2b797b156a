"""One small module for each output format; `render` of `html`, `markdown` and `json` takes a brief."""

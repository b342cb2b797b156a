"""The data of the pages: plain functions from a case to frozen records."""

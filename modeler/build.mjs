// Placeholder until the browser part lands: the build must already be able to call it.

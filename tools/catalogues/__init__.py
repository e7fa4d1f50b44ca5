"""One catalogue a language: gather the sentences, keep the catalogues honest, compile them."""

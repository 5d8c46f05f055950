"""Takes a snapshot of an account: what AWS answers on its clusters and on what is around them."""

"""nginx with nchan in front: what the public map's readers are told goes over it, once each."""

// One alarm: the form that the address names is open, and takes the cursor.

const named = location.hash && document.querySelector(`details${location.hash}`);
if (named) named.open = true;

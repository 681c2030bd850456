// red: nothing in stale imports accounts any more
package io.overdub.stale;

class StaleSign {}

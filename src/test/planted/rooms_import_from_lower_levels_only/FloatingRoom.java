// red: floating stands on no level
package io.overdub.floating;

class FloatingRoom {}

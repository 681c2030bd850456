// red: io.overdub.barn.tools.UnsignedInnerRoom
package io.overdub.barn.tools;

class UnsignedInnerRoom {}

// red: io.overdub.shed.UnsignedRoom
package io.overdub.shed;

class UnsignedRoom {}

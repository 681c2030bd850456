// red: io.overdub.quotes.OpensAnAddress.read(
package io.overdub.quotes;

class OpensAnAddress {
    Object read(java.net.URL address) throws java.io.IOException {
        return address.openStream();
    }
}

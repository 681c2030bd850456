// red: io.overdub.quotes.SystemProperty
package io.overdub.quotes;

class SystemProperty {
    Object read() {
        return System.getProperty("user.home");
    }
}

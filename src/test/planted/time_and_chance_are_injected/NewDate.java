// red: io.overdub.quotes.NewDate
package io.overdub.quotes;

class NewDate {
    Object read() {
        return new java.util.Date();
    }
}

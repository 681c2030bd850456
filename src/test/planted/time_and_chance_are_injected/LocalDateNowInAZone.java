// red: io.overdub.quotes.LocalDateNowInAZone
package io.overdub.quotes;

class LocalDateNowInAZone {
    Object read() {
        return java.time.LocalDate.now(java.time.ZoneOffset.UTC);
    }
}

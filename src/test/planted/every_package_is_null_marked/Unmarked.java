// red: io.overdub.quotes.unmarked
package io.overdub.quotes.unmarked;

class Unmarked {}

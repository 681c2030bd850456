// red: io.overdub.quotes.UnusedClass
package io.overdub.quotes;

class UnusedClass {}

// red: io.overdub.quotes.Ancestor is abstract
package io.overdub.quotes;

abstract class Ancestor {}

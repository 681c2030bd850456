// red: io.overdub.quotes.impl.InALayer
package io.overdub.quotes.impl;

class InALayer {}

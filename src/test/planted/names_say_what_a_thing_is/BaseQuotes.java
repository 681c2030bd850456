// red: io.overdub.quotes.BaseQuotes
package io.overdub.quotes;

class BaseQuotes {}

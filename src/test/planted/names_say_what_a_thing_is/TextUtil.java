// red: io.overdub.quotes.TextUtil
package io.overdub.quotes;

class TextUtil {}

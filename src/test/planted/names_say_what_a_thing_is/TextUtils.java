// red: io.overdub.quotes.TextUtils
package io.overdub.quotes;

class TextUtils {}

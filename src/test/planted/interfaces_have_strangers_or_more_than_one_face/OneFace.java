// red: io.overdub.quotes.OneFace is only OnlyFace
package io.overdub.quotes;

interface OneFace {}

class OnlyFace implements OneFace {}

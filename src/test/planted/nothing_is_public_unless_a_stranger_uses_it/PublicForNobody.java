// red: io.overdub.quotes.PublicForNobody
package io.overdub.quotes;

public class PublicForNobody {}

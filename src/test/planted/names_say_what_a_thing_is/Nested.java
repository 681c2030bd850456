// red: io.overdub.quotes.Nested$AbstractRow
// red: io.overdub.quotes.Nested$RowHelper
package io.overdub.quotes;

class Nested {
    static class AbstractRow {}

    static class RowHelper {}
}

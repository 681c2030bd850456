// red: SkipsRows.java: offset ?
// red: SkipsRows.java: OFFSET :skip
package io.overdub.quotes;

class SkipsRows {
    static final String POSITIONAL = "select id from quotes.quote limit 20 offset ?";
    static final String NAMED = "SELECT id FROM quotes.quote LIMIT 20 OFFSET :skip";
}

// red: ShoutsAtAnothersTable.java names the schema kernel
package io.overdub.quotes;

class ShoutsAtAnothersTable {
    static final String QUERY = """
            DELETE FROM
              kernel.outbox""";
}

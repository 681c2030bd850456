// red: ReadsAnothersTable.java names the schema accounts
package io.overdub.quotes;

class ReadsAnothersTable {
    static final String QUERY = "select id from accounts.account";
}

// red: io.overdub.quotes.JdbcInAService.connection
package io.overdub.quotes;

class JdbcInAService {
    java.sql.Connection connection;
}

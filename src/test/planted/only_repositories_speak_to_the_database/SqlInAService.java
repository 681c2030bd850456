// red: io.overdub.quotes.SqlInAService.sql
package io.overdub.quotes;

class SqlInAService {
    io.overdub.kernel.Sql sql;
}

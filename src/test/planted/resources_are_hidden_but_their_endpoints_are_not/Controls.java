// red: io.overdub.quotes.Controls
package io.overdub.quotes;

@jakarta.ws.rs.Path("/v1/planted")
class Controls {}

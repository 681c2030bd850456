// red: io.overdub.quotes.PublicResource
package io.overdub.quotes;

@jakarta.ws.rs.Path("/v1/planted")
public class PublicResource {}

// red: io.overdub.quotes.AnswersExoticsResource$Inner.page: java.net.URI
package io.overdub.quotes;

class AnswersExoticsResource {
    @jakarta.ws.rs.GET
    public java.util.List<Outer> list() {
        return java.util.List.of();
    }

    record Outer(Inner inner) {}

    record Inner(java.net.URI page) {}
}

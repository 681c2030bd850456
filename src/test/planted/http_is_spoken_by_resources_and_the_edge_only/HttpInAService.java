// red: io.overdub.quotes.HttpInAService.find()
package io.overdub.quotes;

class HttpInAService {
    void find() {
        throw new jakarta.ws.rs.NotFoundException();
    }
}

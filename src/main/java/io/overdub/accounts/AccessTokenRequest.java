package io.overdub.accounts;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

final class AccessTokenRequest extends BaseAuthenticationRequest {

    private final String token;

    AccessTokenRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}

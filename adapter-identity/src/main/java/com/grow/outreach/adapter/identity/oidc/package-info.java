/** The sign-in at an OpenID provider, and the validation of its tokens. */
@NullMarked
package com.grow.outreach.adapter.identity.oidc;

import org.jspecify.annotations.NullMarked;

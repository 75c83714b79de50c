package com.grow.outreach.adapter.persistence.repository;

import com.grow.outreach.application.port.out.EventSeal;
import com.grow.outreach.domain.EventPosition;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The encryption of positions with AES-GCM, as 48 characters. */
public final class AesEventSeal implements EventSeal {

    private static final Pattern SEALED = Pattern.compile("[A-Za-z0-9_-]{48}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec encryption;
    private final SecretKeySpec nonces;

    /**
     * Creates the encryption.
     *
     * @param key 32 bytes: one half encrypts, the other one derives the nonces of events
     */
    public AesEventSeal(byte[] key) {
        encryption = new SecretKeySpec(key, 0, KEY / 2, "AES");
        nonces = new SecretKeySpec(key, KEY / 2, KEY / 2, "HmacSHA256");
    }

    @Override
    public String event(EventPosition position) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(nonces);
            return encrypt(position, Arrays.copyOf(mac.doFinal(bytes(position)), NONCE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    @Override
    public String anew(EventPosition position) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        return encrypt(position, nonce);
    }

    private String encrypt(EventPosition position, byte[] nonce) {
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(bytes(position));
            var all = ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    @Override
    public Optional<EventPosition> open(String text) {
        if (!SEALED.matcher(text).matches()) {
            return Optional.empty();
        }
        var all = Base64.getUrlDecoder().decode(text);
        try {
            var opened = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE)).doFinal(all, NONCE, all.length - NONCE);
            return Optional.of(new EventPosition(ByteBuffer.wrap(opened).getLong()));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] bytes(EventPosition position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position.value()).array();
    }
}

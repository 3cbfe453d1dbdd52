// Passkeys: buttons appear where the browser knows them, and what went wrong is said on the page.
// The exchange itself is django-allauth's (mfa/js/webauthn.js).

if (window.PublicKeyCredential) {
  for (const element of document.querySelectorAll("[data-needs-passkeys]")) element.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-problem").hidden = false;
});

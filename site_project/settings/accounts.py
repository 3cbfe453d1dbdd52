"""How people join and sign in: the settings of django-allauth (docs/decisions/0032-signing-in.md).

Our own views, words and limits are in members/signing_in/.
"""

# --- Addresses are the login --------------------------------------------------------------------

ACCOUNT_ADAPTER = "members.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# The password is for those who want one: a code by mail and a passkey do without.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "login": "members.signing_in.forms.SignInForm",
    "signup": "members.signing_in.forms.JoinForm",
    "request_login_code": "members.signing_in.forms.CodeRequestForm",
    "confirm_login_code": "members.signing_in.forms.CodeForm",
    "confirm_email_verification_code": "members.signing_in.forms.AddressCodeForm",
    "reset_password": "members.signing_in.forms.ResetForm",
    "confirm_password_reset_code": "members.signing_in.forms.CodeForm",
    "reset_password_from_key": "members.signing_in.forms.NewPasswordForm",
    "set_password": "members.signing_in.forms.FirstPasswordForm",
    "change_password": "members.signing_in.forms.ChangePasswordForm",
    "reauthenticate": "members.signing_in.forms.ConfirmByPasswordForm",
}

# --- Proof by a code that is mailed -------------------------------------------------------------

CODE_MINUTES = 15
# What codes are like is said in members/signing_in/codes.py; how often one may guess, below.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGIN_TIMEOUT = CODE_MINUTES * 60

# Whether there is an account with an address is told to nobody but whoever reads its mail.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True

# --- Sessions -----------------------------------------------------------------------------------

ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SIGNUP_REDIRECT_URL = "members:account"

# --- Limits: how often, in how long, for each network (ip), address (key) or account (user) ------

ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key,50/d/key",
    "signup": "20/m/ip,100/d/ip",
    # Mails with a code: not more than a person needs, or anybody could fill a stranger's mailbox.
    "confirm_email": "3/m/key,20/d/key",
    "request_login_code": "20/m/ip,3/m/key,20/d/key",
    "reset_password": "20/m/ip,3/m/key,20/d/key",
    "reset_password_from_key": "20/m/ip",
    # Guesses. allauth counts three for each code, but in the session, which parallel requests read
    # before they have written it.
    "enter_code": "30/m/ip,10/10m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "change_address": "5/m/user,20/d/user",
    "leave": "5/m/user,20/d/user",
    "download": "5/m/user,50/d/user",
}

# --- The second factor --------------------------------------------------------------------------

MFA_ADAPTER = "members.signing_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # A phone's clock may be half a minute off.
MFA_FORMS = {
    "authenticate": "members.signing_in.second_factor_forms.AuthenticateForm",
    "authenticate_webauthn": "members.signing_in.second_factor_forms.PasskeyForm",
    "login_webauthn": "members.signing_in.second_factor_forms.SignInByPasskeyForm",
    "reauthenticate": "members.signing_in.second_factor_forms.ReauthenticateForm",
    "reauthenticate_webauthn": "members.signing_in.second_factor_forms.ConfirmByPasskeyForm",
    "activate_totp": "members.signing_in.second_factor_forms.ActivateAppForm",
    "add_webauthn": "members.signing_in.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "members.signing_in.second_factor_forms.NamePasskeyForm",
}
# Whether whoever may enter the admin needs a second factor (on in production).
STAFF_NEED_SECOND_FACTOR = False

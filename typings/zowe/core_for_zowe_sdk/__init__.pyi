# Source: zowe-core-for-zowe-sdk 1.0.0.dev26, the part of it that zwe-vsam uses.

class ProfileManager:
    def __init__(self, appname: str = "zowe", show_warnings: bool = True) -> None: ...
    # Warns of a profile that there is not, and returns what the base profile has. Raises
    # SecureValuesNotFound, and whatever reading and parsing the files raises.
    def load(
        self,
        profile_name: str | None = None,
        profile_type: str | None = None,
        check_missing_props: bool = True,
        validate_schema: bool | None = True,
        override_with_env: bool | None = False,
    ) -> dict[str, object]: ...
